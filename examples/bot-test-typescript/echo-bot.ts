import { Bot, InlineKeyboard } from "grammy";

/** Says back what it is told. Nothing in it knows of the sandbox but the address. */
export function echoBot(token: string, apiRoot: string): Bot {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.command("start", (ctx) =>
    ctx.reply("Hello", { reply_markup: new InlineKeyboard().text("Press me", "pressed") }));
  bot.callbackQuery("pressed", async (ctx) => {
    await ctx.answerCallbackQuery("Thank you");
    await ctx.editMessageText("Pressed");
  });
  bot.on("message:text", (ctx) => ctx.reply(`echo: ${ctx.msg.text}`));
  return bot;
}
