export const reminders = {
  title: "Reminders",
  set: "Remind me",
  change: "Change the reminder",
  lead: "Only you see it.",
  what: "Of what?",
  when: "When?",
  done: "You are reminded {{when}}",
  end: "Done",
  ended: "Reminder ended",
  untitled: "Look at it again",
};
