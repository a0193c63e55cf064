// A quiz within a page of another site, taken by keyboard in Firefox: `node firefox.mjs '{"program", "address"}'`.
// Writes, as JSON, the address at which the quiz ended and the height that the page has given to the frame.
import puppeteer from "puppeteer-core";

const { program, address } = JSON.parse(process.argv[2]);
const STEPS = 20;
const PAUSE = 50; // ms
const SILENCE = 60000; // ms after which the driver is not waited for
const LOOKS = 200;

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
  protocolTimeout: SILENCE,
  acceptInsecureCerts: true,
});
const page = await browser.newPage();
await page.goto(address);

const within = () => page.frames().find((frame) => frame !== page.mainFrame());
const seen = async () => {
  try {
    return within().url() + (await within().$eval("main", (main) => main.innerText));
  } catch {
    return ""; // the next page is on its way
  }
};
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
// Firefox forgets now and then to tell its driver that a key was pressed where the page went away over it.
const type = (key) => page.keyboard.press(key).catch((error) => {
  if (!error.message.includes("protocolTimeout")) throw error;
});
const press = async (selector, key) => {
  const there = await within().$$eval(selector, (found) => found.at(-1)?.focus() ?? found.length);
  if (there) await type(key);
};

let before = "";
for (let step = 0; step < STEPS && !within().url().endsWith("/result"); step += 1) {
  for (let look = 0; look < LOOKS && ["", before].includes(await seen()); look += 1) await pause();
  before = await seen();
  await press("main input[type=radio], main input[type=checkbox]", " ");
  await press("main .button:not(.plain)", "Enter");
  for (let look = 0; look < LOOKS && ["", before].includes(await seen()); look += 1) await pause();
}
const height = await page.$eval("iframe", (frame) => frame.style.height);
process.stdout.write(JSON.stringify({ ended: within().url(), height }));
await browser.close();
