import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";

/** A browser with a subscription: it alone can read what is sent to it (RFC 8291). */
export function pushBrowser(origin: string) {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  const endpoint = `${origin}/push/${randomBytes(9).toString("base64url")}`;
  const keys = { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") };
  const decrypt = (body: Buffer): Record<string, unknown> => {
    const salt = body.subarray(0, 16);
    const idLength = body[20] ?? 0;
    const senderKey = body.subarray(21, 21 + idLength);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, senderKey]);
    const secret = hkdfSync("sha256", ecdh.computeSecret(senderKey), auth, info, 32);
    const derive = (name: string, size: number) =>
      Buffer.from(hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${name}\0`, size));
    const sealed = body.subarray(21 + idLength);
    const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12), {
      authTagLength: 16,
    });
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString("utf8")) as Record<string, unknown>;
  };
  return { subscription: { endpoint, keys }, decrypt, path: new URL(endpoint).pathname };
}

/** Whether the key that the browser was given has signed this, and what it said (RFC 8292). */
export function vapid(header: string | undefined) {
  const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(header ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y } as never, format: "jwk" });
  const proven = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  return { key, proven, claims: JSON.parse(Buffer.from(claims, "base64url").toString()) as { aud: string } };
}
