export const playbook = {
  title: "Complaint",
  progress: "{{done}} of {{all}}",
  done: "Done",
  open: "Open",
  steps: {
    acknowledged: "Acknowledged",
    understood: "Understood",
    apologised: "Apologised",
    owned: "Owned",
    solution: "Solution offered",
    followed_up: "Followed up",
    root_cause: "Root cause learned",
  },
  ways: {
    acknowledged: "The first reply ticks it.",
    understood: "A note that sums it up, or the brief of a handover, ticks it.",
    apologised: "Say sorry in a reply; then confirm the sentence here.",
    owned: "One person holds it from the first reply on.",
    solution: "Resolving it with a reason ticks it.",
    followed_up: "Asking how it went, or another reply after it was resolved, ticks it.",
    root_cause: "Setting the root cause ticks it.",
  },
  suggested: "Is this an apology?",
  confirm: "Yes, we apologised",
  takeBack: "This is no apology",
  byTopic: "Its topic says that it is a complaint.",
  show: "Show the message",
};

export const playbookSettings = {
  complaint: "This is a complaint",
  complaintHint: "Conversations about it, and about what stands below it, show the resolution playbook.",
};
