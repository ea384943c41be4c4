import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createLine, type Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail provider on this machine: asks people, gives out tokens over HTTP, and takes those at its SMTP and IMAP servers. */
export interface Provider {
  base: string;
  smtpPort: number;
  imapPort: number;
  /** Tokens that sign in now. */
  valid: Set<string>;
  refreshTokens: Set<string>;
  /** Seconds an access token lives; what it says, not what it does. */
  expiresIn: number;
  /** A refresh token is good once, as at many providers. */
  rotates: boolean;
  /** Answers of the token address are this instead. */
  failing: { status: number; text: string } | null;
  /** The token address answers only when this has come. */
  holding: Promise<void> | null;
  /** Forms the token address got. */
  asked: Record<string, string>[];
  /** Subjects of mails taken. */
  mails: string[];
  /** Names and tokens with which somebody signed in by IMAP. */
  imapSignIns: { user: string; token: string }[];
  /** Says yes at the address for asking; returns where that leads. */
  agree(url: string): Promise<string>;
  close(): Promise<void>;
}

interface Waiting {
  challenge: string;
  redirectUri: string;
  clientId: string;
}

export async function openProvider(): Promise<Provider> {
  const codes = new Map<string, Waiting>();
  let made = 0;
  const state = {
    valid: new Set<string>(),
    refreshTokens: new Set<string>(),
    expiresIn: 3600,
    rotates: false,
    failing: null as Provider["failing"],
    holding: null as Provider["holding"],
    asked: [] as Record<string, string>[],
    mails: [] as string[],
    imapSignIns: [] as Provider["imapSignIns"],
  };

  const give = (withRefresh: boolean) => {
    const access_token = `access-${++made}`;
    state.valid.add(access_token);
    const refresh = withRefresh ? { refresh_token: `refresh-${++made}` } : {};
    if (refresh.refresh_token) state.refreshTokens.add(refresh.refresh_token);
    return { access_token, token_type: "Bearer", expires_in: state.expiresIn, ...refresh };
  };
  const refuse = (error: string) => ({
    status: 400,
    body: { error, error_description: `${error}, says the provider.` },
  });

  const byCode = (form: Record<string, string>) => {
    const known = codes.get(form["code"] ?? "");
    codes.delete(form["code"] ?? "");
    const proof = createHash("sha256")
      .update(form["code_verifier"] ?? "")
      .digest("base64url");
    const right =
      known?.challenge === proof &&
      known.redirectUri === form["redirect_uri"] &&
      known.clientId === form["client_id"] &&
      form["client_secret"] === "s3cret";
    return right ? { status: 200, body: give(true) } : refuse("invalid_grant");
  };
  const byRefresh = (form: Record<string, string>) => {
    const token = form["refresh_token"] ?? "";
    if (!state.refreshTokens.has(token)) return refuse("invalid_grant");
    if (state.rotates) state.refreshTokens.delete(token);
    return { status: 200, body: give(state.rotates) };
  };

  const answer = async (request: IncomingMessage, reply: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://provider");
    if (url.pathname === "/authorize") return reply.writeHead(302, { location: agreed(url) }).end();
    let text = "";
    for await (const chunk of request) text += chunk;
    const form = Object.fromEntries(new URLSearchParams(text));
    state.asked.push(form);
    await state.holding;
    if (state.failing) return reply.writeHead(state.failing.status).end(state.failing.text);
    const { status, body } = form["grant_type"] === "refresh_token" ? byRefresh(form) : byCode(form);
    return reply.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const agreed = ({ searchParams: said }: URL) => {
    const code = `code-${++made}`;
    const redirectUri = said.get("redirect_uri") ?? "";
    codes.set(code, {
      challenge: said.get("code_challenge_method") === "S256" ? (said.get("code_challenge") ?? "") : "",
      redirectUri,
      clientId: said.get("client_id") ?? "",
    });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", said.get("state") ?? "");
    return back.href;
  };

  const web = createServer((request, reply) => void answer(request, reply));
  await new Promise<void>((done) => web.listen(0, "127.0.0.1", done));
  const smtp = openSmtp(state);
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", () => done()));
  const imap = createLine((line) => imapSession(line, state));
  await new Promise<void>((done) => imap.listen(0, "127.0.0.1", done));
  return Object.assign(state, {
    base: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    imapPort: (imap.address() as AddressInfo).port,
    agree: async (url: string) => (await fetch(url, { redirect: "manual" })).headers.get("location") ?? "",
    close: async () => {
      web.close();
      web.closeAllConnections();
      imap.close();
      await new Promise<void>((done) => smtp.close(() => done()));
    },
  });
}

type Doors = Pick<Provider, "valid" | "mails" | "imapSignIns">;

function openSmtp({ valid, mails }: Doors): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authMethods: ["XOAUTH2"],
    onAuth: (auth, _, done) =>
      valid.has(auth.accessToken ?? "")
        ? done(null, { user: auth.username })
        : done(null, { data: { status: "401", schemes: "bearer" } }),
    onData: (stream, _, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
      });
      stream.on("end", () => {
        mails.push(/^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? "");
        done();
      });
    },
  });
  server.on("error", () => {});
  return server;
}

/** Enough of IMAP to sign in by a token and to look into an empty folder. */
function imapSession(line: Socket, { valid, imapSignIns }: Doors): void {
  let rest = "";
  const say = (...words: string[]) => line.write(words.map((word) => `${word}\r\n`).join(""));
  line.on("error", () => {});
  line.on("data", (chunk) => {
    rest += chunk.toString("latin1");
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      command(rest.slice(0, end));
      rest = rest.slice(end + 2);
    }
  });
  say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready");
  let signingIn = "";
  let idling = "";
  const command = (words: string) => {
    const [tag = "", name = "", ...args] = words.split(" ");
    if (signingIn !== "") {
      say(`${signingIn} NO [AUTHENTICATIONFAILED] token refused`);
      signingIn = "";
    } else if (words === "DONE") say(`${idling} OK done`);
    else if (name.toUpperCase() === "AUTHENTICATE") {
      const told = Buffer.from(args[1] ?? "", "base64").toString();
      const [, user = "", token = ""] = /user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)/.exec(told) ?? [];
      if (valid.has(token)) {
        imapSignIns.push({ user, token });
        say(`${tag} OK [CAPABILITY IMAP4rev1 IDLE] signed in`);
      } else {
        signingIn = tag;
        say(`+ ${Buffer.from('{"status":"401"}').toString("base64")}`);
      }
    } else if (/^(SELECT|EXAMINE)$/i.test(name))
      say(
        "* 0 EXISTS",
        "* OK [UIDVALIDITY 1] ok",
        "* OK [UIDNEXT 1] ok",
        "* FLAGS (\\Seen)",
        `${tag} OK [READ-WRITE] open`,
      );
    else if (/^(LIST|LSUB)$/i.test(name)) say('* LIST () "/" INBOX', `${tag} OK listed`);
    else if (name.toUpperCase() === "IDLE") {
      idling = tag;
      say("+ idling");
    } else if (name.toUpperCase() === "LOGOUT") {
      say("* BYE", `${tag} OK bye`);
      line.end();
    } else say(`${tag} OK done`);
  };
}
