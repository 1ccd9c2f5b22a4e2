/** A running Heat Up sandbox, as a test moves it. Copy it and change what you like. */
export class Sandbox {
  constructor(private readonly base: string) {}

  /** The world as it is now can be restored under this name. */
  async snapshot(name: string): Promise<void> {
    await this.send("POST", "/sandbox/snapshots", { name });
  }

  /** Takes the world and its time back to the snapshot, and forgets it. */
  async restore(name: string): Promise<void> {
    await this.send("POST", `/sandbox/snapshots/${name}/restore`);
    await this.send("DELETE", `/sandbox/snapshots/${name}`);
  }

  /** Does one thing as this person, who appears when first named; what follows in the log comes after `seq`. */
  async act(person: string, action: string, fields: object): Promise<{ seq: number; result: any }> {
    const { events, result } = await this.send("POST", `/sandbox/accounts/${person}/actions`, { action, ...fields });
    return { seq: events.at(-1)?.seq ?? 0, result };
  }

  /** Waits for the first event after `seq` for which all of this holds: 30 s at most, or until nothing goes on any more. */
  async event(seq: number, match: Record<string, string>): Promise<any> {
    const query = new URLSearchParams({ after: String(seq), limit: "1", wait: "30s" });
    Object.entries(match).forEach(([field, value]) => query.append("match", `${field}:${value}`));
    const { events, end } = await this.send("GET", `/sandbox/events?${query}`);
    if (events.length === 0) {
      throw new Error(`${end}: no event after ${seq} with ${JSON.stringify(match)}`);
    }
    return events[0];
  }

  private async send(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(this.base + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : {};
  }
}
