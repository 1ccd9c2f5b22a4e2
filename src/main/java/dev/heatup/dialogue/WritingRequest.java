package dev.heatup.dialogue;

import dev.heatup.persona.Persona;

/** Who writes where, and why. */
public record WritingRequest(Persona persona, WritingPlace place, WritingOccasion occasion) {}
