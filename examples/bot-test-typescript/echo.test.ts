import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { echoBot } from "./echo-bot.ts";
import { Sandbox } from "./sandbox.ts";

// The sandbox runs already; see README.md.
const sandbox = new Sandbox(process.env.SANDBOX ?? "http://localhost:8080");
const bot = echoBot("1001:test", process.env.BOT_API ?? "http://localhost:8081");
const answer = { kind: "message_sent", account: "bot:1001" };
let world: string;

before(() => new Promise<void>((started) => void bot.start({ onStart: () => started() })));
after(() => bot.stop());
beforeEach(() => sandbox.snapshot((world = randomUUID())));
afterEach(() => sandbox.restore(world));

/** Ann starts the bot and reads what it says. */
async function greeting(): Promise<any> {
  const started = await sandbox.act("ann", "start_bot", { bot: bot.botInfo.username });
  return sandbox.event(started.seq, answer);
}

test("says back what it is told", async () => {
  await greeting();
  const said = await sandbox.act("ann", "send", { chat: bot.botInfo.username, text: "hello" });
  const answered = await sandbox.event(said.seq, answer);
  assert.equal(answered.payload.content.text, "echo: hello");
});

test("answers a pressed button", async () => {
  const greeted = await greeting();
  // A press is answered when the bot answers it.
  const pressed = await sandbox.act("ann", "press_button", {
    chat: bot.botInfo.username,
    message_id: greeted.payload.message_id,
    text: "Press me",
  });
  assert.equal(pressed.result.message, "Thank you");
  const edited = await sandbox.event(greeted.seq, { kind: "message_edited", account: "bot:1001" });
  assert.equal(edited.payload.content.text, "Pressed");
});
