import { echoBot } from "./echo-bot.ts";

// An invented token; never your production token.
const bot = echoBot(process.env.BOT_TOKEN ?? "1001:test", process.env.BOT_API ?? "http://localhost:8081");
process.once("SIGINT", () => bot.stop());
process.once("SIGTERM", () => bot.stop());
await bot.start({ onStart: (me) => console.log(`${me.username} is there`) });
