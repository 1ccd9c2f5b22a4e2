#!/usr/bin/env bash
# The same as ./heatup start.
exec "$(dirname "${BASH_SOURCE[0]}")/heatup" start "$@"
