// What people do on the site, done in Firefox: `node firefox.mjs '{"program", "address", "lang", "what", "code", "leading", "id", "folder"}'`.
// `what` is one of the tours at the end; a workshop has a "code", the token of its "leading" link, and an "id".
// Writes what was seen, as JSON: the names of steps with true, or with why not.
import puppeteer from "puppeteer-core";

const { program, address, lang, what, code, leading, id, folder } = JSON.parse(process.argv[2]);
const PATIENCE = 60000; // ms
const SILENCE = 90000; // ms after which the driver is not waited for: longer than for the page

const seen = {};
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
  protocolTimeout: SILENCE,
  extraPrefsFirefox: { "intl.accept_languages": lang, "print.save_as_pdf.links.enabled": false },
});

const person = async () => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 390, height: 844 });
  return page;
};
const open = (page, path) => page.goto(`${address}/${lang}/${path}`);
const press = async (page, selector) => {
  await page.locator(selector).click();
};
const there = async (page, selector) => (await page.waitForSelector(selector)) !== null;
const arrive = (page, end) => page.waitForFunction((end) => location.pathname.endsWith(end), {}, end);
// Firefox forgets now and then to tell its driver that a key was pressed where the page went away over it.
const enter = (page) => page.keyboard.press("Enter").catch((error) => {
  if (!error.message.includes("protocolTimeout")) throw error;
});
// By keyboard: the site takes a tap where the last one was, as soon as this, for the same one.
const go = async (page, selector, end) => {
  await there(page, selector);
  await page.focus(selector);
  await enter(page);
  await arrive(page, end);
  await page.waitForSelector("main h1, main h2");
};
const text = (page, selector) => page.$eval(selector, (element) => element.innerText.trim());

const step = async (name, act) => {
  try {
    seen[name] = (await act()) !== false;
  } catch (error) {
    seen[name] = `${error.name}: ${error.message}`;
  }
};

const quiz = async () => {
  const page = await person();
  await step("a quiz begins", async () => {
    await open(page, "quiz/kort");
    await go(page, "main form button.button", "/1");
    await page.evaluate(() => { window.same = true; });
  });
  await step("nothing chosen is said in the question's place", async () => {
    await press(page, ".ask .button");
    return (await there(page, "#errors")) && page.evaluate(() => window.same && document.activeElement.id === "errors");
  });
  await step("what is chosen outlives another language and a reload", async () => {
    await press(page, "input[value=genuine]");
    await page.reload();
    if (!(await there(page, "input[value=genuine]:checked"))) return false;
    const other = lang === "da" ? "en" : "da";
    await press(page, `.bar [lang=${other}]`);
    await page.waitForFunction((other) => document.documentElement.lang === other, {}, other);
    await press(page, `.bar [lang=${lang}]`);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, {}, lang);
    return there(page, "input[value=genuine]:checked");
  });
  await step("the feedback comes in the question's place", async () => {
    await page.evaluate(() => { window.same = true; });
    await press(page, ".ask .button");
    return (await there(page, ".verdict.right h1")) && page.evaluate(() => window.same);
  });
  await step("Back from the next question shows the feedback", async () => {
    const verdict = await text(page, ".verdict h1");
    await go(page, "main .actions .button", "/2");
    await page.goBack();
    await there(page, ".verdict h1");
    if ((await text(page, ".verdict h1")) !== verdict) return false;
    await page.goForward();
    return there(page, "input[value=app]");
  });
  await step("the quiz ends with its result", async () => {
    await press(page, "input[value=app]");
    await press(page, ".ask .button");
    await there(page, ".verdict h1");
    await go(page, "main .actions .button", "/result");
  });
  await step("the result is printed", async () => {
    await page.pdf({ path: `${folder}/result.pdf`, preferCSSPageSize: true });
  });
};

const join = async (page, end) => {
  await page.bringToFront(); // what is hidden draws nothing
  await open(page, "join");
  await page.locator("#code").fill(code);
  await press(page, "main form .button");
  await arrive(page, `/d/${code}`);
  await go(page, "main form .button", "/people");
  await go(page, ".pick", end);
};
const finish = async (leader) => {
  await leader.bringToFront();
  await go(leader, "a[href$='/end']", "/end");
  await press(leader, "button[value=end]");
};

const apart = async () => {
  const [leader, participant] = [await person(), await person()];
  await step("the leader lets people in", async () => {
    await open(leader, `lead/${leading}`);
    await press(leader, "button[value=open]");
    return there(leader, "button[value=stop]");
  });
  await step("a participant joins with the code", () => join(participant, "/workshop"));
  await step("a participant answers", async () => {
    await open(participant, "quiz/kort");
    await go(participant, "main form button.button", "/1");
    await press(participant, "input[value=genuine]");
    await press(participant, ".ask .button");
    return there(participant, ".verdict h1");
  });
  await step("the leader sees it without a reload", async () => {
    await leader.bringToFront(); // what is hidden draws nothing
    await leader.waitForFunction(() => /\b1\b/.test((document.querySelector("#live .progress") || { innerText: "" }).innerText));
  });
  await step("the participant is told of the end", async () => {
    await finish(leader);
    await there(leader, "#people");
    await participant.bringToFront();
    return there(participant, "#event .notice");
  });
};

// A press of the leader's button, by keyboard: taps at one place, as fast as these, would count as one.
const on = async (leader, action = "on") => {
  await leader.bringToFront();
  await leader.evaluate(() => { window.old = true; });
  await leader.focus(`main button[value=${action}]`);
  await enter(leader);
  await leader.waitForFunction(() => !window.old && document.readyState === "complete");
};

const together = async () => {
  const [leader, wall, participant] = [await person(), await person(), await person()];
  await step("the room is asked the first question", async () => {
    await open(leader, `lead/${leading}`);
    await on(leader, "open");
    await open(wall, `screen/${id}`);
    await join(participant, "/together");
    await on(leader);
    await participant.bringToFront();
    return there(participant, "input[value=genuine]");
  });
  await step("what is chosen outlives a reload, and is sent", async () => {
    await press(participant, "input[value=genuine]");
    await participant.reload();
    if (!(await there(participant, "input[value=genuine]:checked"))) return false;
    await press(participant, "#ask .foot .button");
    await there(participant, ".given");
    return (await participant.$("#ask")) === null;
  });
  await step("after talking the question is asked once more, with the first answer", async () => {
    await on(leader);
    await participant.bringToFront();
    await there(participant, "#ask input[value=genuine]:checked");
    await press(participant, "input[value=scam]");
    await press(participant, "#ask .foot .button");
    return there(participant, ".given");
  });
  await step("the wall and the phone go on by themselves to what it was", async () => {
    for (const _ of [1, 2, 3]) await on(leader);
    await wall.bringToFront();
    await wall.waitForFunction(() => document.querySelector(".room") && !document.querySelector(".shares, .phase b"));
    await participant.bringToFront();
    return there(participant, ".verdict h1");
  });
  await step("somebody goes on alone", async () => {
    await press(participant, "form[action$=apart] button");
    await arrive(participant, "/quiz/kort/2");
  });
  await step("the hour ends", async () => {
    await finish(leader);
    return there(leader, "#people");
  });
};

const hands = async () => {
  const [leader, wall] = [await person(), await person()];
  await step("the first question is shown", async () => {
    await open(leader, `lead/${leading}`);
    await on(leader, "open");
    await leader.locator("#people").fill("12");
    await on(leader, "people");
    await open(wall, `screen/${id}`);
    return there(wall, ".letters li");
  });
  await step("what is counted outlives a reload, and is noted", async () => {
    await leader.bringToFront();
    await press(leader, ".step .more");
    await leader.reload();
    await there(leader, ".step .digits");
    if ((await leader.$eval(".step .digits", (field) => field.value)) !== "1") return false;
    await on(leader);
    return there(leader, ".sum .nb");
  });
  await step("the wall goes on by itself", async () => {
    await wall.bringToFront();
    return there(wall, ".one-sign");
  });
  await step("the hour ends", async () => {
    await finish(leader);
    return there(leader, "button[value=resume]");
  });
};

await { quiz, apart, together, hands }[what]();
await browser.close();
process.stdout.write(JSON.stringify(seen));
