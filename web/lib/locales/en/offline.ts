export const offline = {
  opensAlone: "Baton opens by itself as soon as it can be reached.",
  kept_one: "{{count}} text of yours is kept in this browser.",
  kept_other: "{{count}} texts of yours are kept in this browser.",
  waits: { reply: "Your reply is not sent yet", note: "Your note is not kept yet" },
  waitsMore:
    "It goes by itself, once, as soon as Baton can be reached. If you close Baton before, it goes when you open it here again.",
  tryNow: "Try now",
  toDraft: "Make it a draft again",
  sent: { reply: "The reply that waited is sent.", note: "The note that waited is kept." },
  draftAgain: "What you wrote is a draft again.",
  tooOld: "A reply waited too long to leave by itself; it is a draft again.",
  newVersion: "There is a new version of Baton.",
  reload: "Reload",
};
