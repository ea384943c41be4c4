import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { axeFinds, hasFocus, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let olga: Window;
let page: Page;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  page = olga.page;
});
afterAll(() => scene?.close());

const reply = () => page.getByRole("textbox", { name: "Reply to Ana" });
const editor = () => page.locator(".rich-text");
const messages = () => page.getByRole("region", { name: "Messages" });
/** What a message shows that needs more than plain text. */
const shown = () => messages().frameLocator("iframe").last();
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** A conversation on the screen with its editor in place. */
async function open(subject: string): Promise<{ id: string }> {
  const conversation = await begin(olga, subject);
  await page.goto(`/conversations/${conversation.id}`);
  await page.getByRole("heading", { name: subject }).waitFor();
  await editor().waitFor();
  return conversation;
}

async function send(): Promise<void> {
  await page
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await expect.poll(() => written(reply()), { timeout: 20_000 }).toBe("");
}

interface Carried {
  text?: string;
  html?: string;
  /** With `size` so many empty bytes stand behind what is given. */
  files?: { name: string; type: string; base64: string; size?: number }[];
}

/** Lets a paste or a drop happen as a browser does, with what is carried. */
const carry = (field: Locator, kind: "paste" | "drop", carried: Carried) =>
  field.evaluate(
    (element, [kind, { text, html, files = [] }]) => {
      const data = new DataTransfer();
      if (text !== undefined) data.setData("text/plain", text);
      if (html !== undefined) data.setData("text/html", html);
      for (const { name, type, base64, size = 0 } of files) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        data.items.add(new File([bytes, new Uint8Array(size)], name, { type }));
      }
      const { left, top } = element.getBoundingClientRect();
      const at = { bubbles: true, cancelable: true, clientX: left + 4, clientY: top + 8 };
      element.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { ...at, clipboardData: data })
          : new DragEvent("drop", { ...at, dataTransfer: data }),
      );
    },
    [kind, carried] as const,
  );

const picture = {
  name: "kettle.png",
  type: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
};

test("what is typed as Markdown leaves as rich text, with its words beside it", async () => {
  await open("The lid is loose");
  await press("r");
  await hasFocus(reply());
  await page.keyboard.type("# What to do");
  await press("Enter");
  await page.keyboard.type("Take the **new** lid:");
  await press("Enter");
  await page.keyboard.type("- press it on");
  await press("Enter");
  await page.keyboard.type("turn it :tada");
  await page.getByRole("option", { name: /party popper/, selected: true }).waitFor();
  await press("Enter");
  await expect.poll(() => written(reply())).toContain("🎉");
  await press("Enter", "Enter");
  await page.keyboard.type("> As you said in [the letter](https://kettles.example/letter)");
  await expect
    .poll(() => editor().getByRole("link", { name: "the letter", exact: true }).getAttribute("href"))
    .toBe("https://kettles.example/letter");
  expect(await axeFinds(page)).toEqual([]);
  await send();

  await shown().getByRole("heading", { name: "What to do" }).waitFor();
  await expect.poll(() => shown().locator("strong").innerText()).toBe("new");
  await expect.poll(() => shown().getByRole("listitem").count()).toBe(2);
  const mail = await scene.office.next(({ subject }) => subject.includes("The lid is loose"));
  expect(mail.text).toContain(
    "What to do\n\nTake the new lid:\n\n- press it on\n- turn it 🎉\n\n> As you said in the letter",
  );
  expect(mail.html).toContain("<strong>new</strong>");
  expect(mail.html).toMatch(/<li[^>]*>\s*<p[^>]*>press it on<\/p>\s*<\/li>/);
});

test("lists from Word are lists, each level in the one above, and no bullet stays as a sign", async () => {
  await open("The steps");
  await reply().click();
  const item = (level: number, sign: string, words: string) =>
    `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;
  const html = `<html><body><p class=MsoNormal>Please:</p>${item(1, "·", "Lift the lid")}${item(2, "o", "slowly")}${item(1, "·", "Pour")}<p class=MsoNormal>Then:</p>${item(1, "3.", "Drink")}</body></html>`;
  await carry(editor(), "paste", { html, text: "Please: Lift the lid" });
  const words = (one: string) => editor().locator(one).allInnerTexts();
  await expect.poll(() => words("ol > li")).toEqual(["Drink"]);
  expect(await words("ul ul > li")).toEqual(["slowly"]);
  expect((await words(":scope > ul > li")).map((text) => text.split("\n")[0])).toEqual([
    "Lift the lid",
    "Pour",
  ]);
  expect(await editor().locator("ol").getAttribute("start")).toBe("3");
  expect(await editor().innerText()).not.toMatch(/[·\u00a0]/);
  await send();
});

test("what is offered at the caret stays in the window, however high the composer stands", async () => {
  await open("The low window");
  await page.setViewportSize({ width: 1280, height: 420 });
  await reply().click();
  await page.keyboard.type("Good :smil");
  const list = page.getByRole("listbox", { name: "Emoji" });
  await list.getByRole("option").first().waitFor();
  await expect.poll(async () => (await list.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
  const bottom = async () => {
    const { y = 0, height = 999 } = (await list.boundingBox()) ?? {};
    return y + height;
  };
  await expect.poll(bottom).toBeLessThanOrEqual(420);
  await press("Escape");
  await page.setViewportSize({ width: 1280, height: 800 });
});

test("a file that is too large, or one too many, says so in full and is not sent again in vain", async () => {
  await open("The photographs");
  await reply().click();
  const file = (name: string, size = 0) => ({ name, type: "text/plain", base64: "", size });
  const many = Array.from({ length: 50 }, (_, nth) => file(`page ${nth + 1}.txt`, 1));
  await carry(editor(), "drop", { files: [file("film.txt", 25_000_001), ...many, file("last.txt", 1)] });
  const list = page.getByRole("list", { name: "Attachments" });
  await list.getByText("film.txt has more than 25 MB. Share a link instead.").waitFor();
  await list.getByText("last.txt stays behind: at most 50 files go with one message.").waitFor();
  await list.getByRole("button", { name: "Remove page 50.txt" }).waitFor({ timeout: 60_000 });
  expect(await list.getByRole("button", { name: /up again$/ }).count()).toBe(0);
  for (const name of ["film.txt", "last.txt"])
    await list.getByRole("button", { name: `Remove ${name}` }).click();
  await expect.poll(() => list.getByRole("alert").count()).toBe(0);
});

test("a table from a spreadsheet stays a table, though a picture of it came along", async () => {
  await open("The prices");
  await reply().click();
  await hasFocus(reply());
  const html =
    '<html><head><style>td{color:red}</style></head><body><table style="width:99pt"><tr><td class="xl65">Lid</td><td>4.00</td></tr><tr><td>Cord</td><td>7.50</td></tr></table></body></html>';
  await carry(editor(), "paste", { html, text: "Lid\t4.00\nCord\t7.50", files: [picture] });
  await expect
    .poll(() => editor().getByRole("cell").allInnerTexts())
    .toEqual(["Lid", "4.00", "Cord", "7.50"]);
  expect(await editor().locator("img").count()).toBe(0);

  // Within a table Tab goes from cell to cell.
  await press("Shift+Tab");
  await page.keyboard.type("Wire");
  await expect
    .poll(() => editor().getByRole("cell").allInnerTexts())
    .toEqual(["Lid", "4.00", "Wire", "7.50"]);
  await send();
  await expect.poll(() => shown().getByRole("cell").count()).toBe(4);
  const mail = await scene.office.next(({ subject }) => subject.includes("The prices"));
  expect(mail.html).toMatch(/<table[\s\S]*Wire[\s\S]*<\/table>/);
  expect(mail.text).toContain("Wire | 7.50");
});

test("a pasted picture goes up with its progress in sight, stands where it was pasted, and belongs to the message", async () => {
  const { id } = await open("The crack");
  await press("r");
  await hasFocus(reply());
  await page.keyboard.type("Like this: ");
  let letIn = () => {};
  const held = new Promise<void>((done) => {
    letIn = done;
  });
  await page.route("**/api/files", async (route) => {
    await held;
    await route.continue();
  });
  await carry(editor(), "paste", { files: [picture] });
  await page.getByRole("progressbar", { name: "Sending up kettle.png" }).waitFor();
  // What is written meanwhile does not disturb it, and nothing is sent without it.
  await page.keyboard.type("or not?");
  await expect.poll(() => page.getByRole("button", { name: /^Send/ }).last().isDisabled()).toBe(true);
  letIn();
  const image = editor().getByRole("img", { name: "kettle.png" });
  await image.waitFor();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  await page.unroute("**/api/files");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await send();

  const img = shown().getByRole("img", { name: "kettle.png" });
  await expect.poll(() => img.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  const { text, html } = await scene.living.house.system
    .selectFrom("messages")
    .select(["text", "html"])
    .where("conversationId", "=", id)
    .where("direction", "=", "out")
    .executeTakeFirstOrThrow();
  expect(text).toMatch(/^Like this: \[kettle\.png\]\s?or not\?$/);
  expect(html).toMatch(
    /<img src="\/api\/files\/[0-9a-f-]{36}" data-file-id="[0-9a-f-]{36}" alt="kettle.png"/,
  );
});

test("a dropped file goes beside the words, a dropped picture into them; what offices add is left behind", async () => {
  await open("The manual");
  await reply().click();
  await hasFocus(reply());
  await carry(editor(), "paste", {
    html: '<b style="font-weight:normal"><p style="color:red" class="Mso">Plain <span style="font-size:90px">words</span><script>alert(1)</script></p></b><img src="https://elsewhere.example/track.png" alt="a logo">',
    text: "Plain words",
  });
  await expect.poll(() => written(reply())).toMatch(/^Plain words\s+a logo$/);
  expect(await editor().innerHTML()).not.toMatch(/red|90px|elsewhere|alert|<strong/);

  const manual = { name: "manual.pdf", type: "application/pdf", base64: btoa("%PDF-1.4") };
  await carry(editor(), "drop", { files: [manual, picture] });
  await page.getByRole("list", { name: "Attachments" }).getByText("manual.pdf").waitFor();
  await editor().getByRole("img", { name: "kettle.png" }).waitFor();
  await expect.poll(() => page.getByRole("progressbar").count()).toBe(0);
  await expect
    .poll(() => page.getByRole("list", { name: "Attachments" }).getByRole("listitem").count())
    .toBe(1);
});

test("a link is set with the key while words are chosen; otherwise the key opens the palette", async () => {
  await open("The shop");
  await press("r");
  await hasFocus(reply());
  await page.keyboard.type("our shop");
  await press("Control+k");
  const palette = page.getByRole("combobox", { name: "Do anything" });
  await hasFocus(palette);
  await press("Escape");
  await palette.waitFor({ state: "detached" });

  await reply().click();
  await hasFocus(reply());
  await press("Control+a", "Control+k");
  await hasFocus(page.getByRole("textbox", { name: "Where the link leads" }));
  await page.getByRole("textbox", { name: "Where the link leads" }).fill("shop.example");
  await press("Enter");
  const link = editor().getByRole("link", { name: "our shop" });
  await expect.poll(() => link.getAttribute("href")).toBe("https://shop.example");
  expect(await palette.count()).toBe(0);
  const inEditor = () => page.evaluate(() => document.activeElement?.classList.contains("rich-text"));
  await expect.poll(inEditor).toBe(true);
  // Escape leaves, and letters are keys again.
  await press("Escape");
  await expect.poll(inEditor).toBe(false);
  await press("n");
  await page.getByRole("textbox", { name: "Note for colleagues" }).waitFor();
});

test("a colleague called in a note may see the conversation; formatting and emoji have buttons too", async () => {
  const cleo = await enterAs(scene, olga, "Cleo Clerk", "collaborator");
  const { id } = await open("The invoice");
  await press("n");
  const note = page.getByRole("textbox", { name: "Note for colleagues" });
  await hasFocus(note);
  await page.keyboard.type("@Cl");
  await page.getByRole("option", { name: "Cleo Clerk", selected: true }).waitFor();
  await press("Enter");
  await expect.poll(() => written(note)).toContain("@Cleo Clerk");
  await page.keyboard.type("please look ");
  await page.getByRole("button", { name: "Emoji" }).click();
  const emoji = page.getByRole("combobox", { name: "Find an emoji" });
  await emoji.fill("thumbs up");
  await page.getByRole("option", { name: "thumbs up", selected: true }).waitFor();
  await press("Enter");
  await emoji.waitFor({ state: "detached" });
  await hasFocus(note);
  await page.getByRole("button", { name: "Formatting", exact: true }).click();
  await page.getByRole("button", { name: "Bold" }).click();
  await hasFocus(note);
  await page.keyboard.type(" today");
  await expect.poll(() => written(note)).toMatch(/^@Cleo Clerk please look 👍\ufe0f? today$/u);
  await page.getByText("Cleo Clerk does not see this conversation yet").waitFor({ timeout: 20_000 });
  expect(await axeFinds(page)).toEqual([]);
  await press("Control+Enter");
  await expect.poll(() => written(note), { timeout: 20_000 }).toBe("");
  await expect.poll(() => shown().locator("strong").innerText()).toContain("today");

  await cleo.page.goto(`/conversations/${id}`);
  await cleo.page
    .getByRole("region", { name: "Messages" })
    .getByText("The invoice, every morning.")
    .waitFor();
  expect([...olga.complaints, ...scene.living.errors]).toEqual([]);
});

test("what is typed while the editor is on its way is handed over, caret and all; rich drafts stay rich", async () => {
  const { id } = await begin(olga, "The slow line");
  let letIn = () => {};
  const held = new Promise<void>((done) => {
    letIn = done;
  });
  await page.route(/\/assets\/RichEditor-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/conversations/${id}`);
  await page.getByRole("heading", { name: "The slow line" }).waitFor();
  await press("r");
  await hasFocus(reply());
  await page.keyboard.type("Hello Ana, ");
  expect(await reply().evaluate((one) => one.tagName)).toBe("TEXTAREA");
  letIn();
  await page.keyboard.type("a new lid ");
  await editor().waitFor();
  await page.keyboard.type("is **on** its way.");
  await expect.poll(() => written(reply())).toBe("Hello Ana, a new lid is on its way.");

  // The next time the draft is rich already: nothing of it is lost to the plain field.
  await page.reload();
  await page.getByRole("heading", { name: "The slow line" }).waitFor();
  await editor().waitFor();
  await expect.poll(() => editor().locator("strong").innerText()).toBe("on");
  await page.unroute(/\/assets\/RichEditor-[^/]*\.js$/);
});
