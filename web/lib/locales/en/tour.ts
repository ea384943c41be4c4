export const tour = {
  label: "Tour",
  offer: "New here? Five short steps show what is where.",
  start: "Show me",
  refuse: "No, thanks",
  step: "Step {{number}} of {{all}}",
  next: "Next",
  back: "Back",
  done: "Done",
  end: "End the tour",
  steps: {
    inbox: {
      title: "What is next",
      text: "The inbox holds every conversation you may see; what is due next stands first. J and K move, Enter opens.",
    },
    baton: {
      title: "The baton",
      text: "Above each open conversation stands who holds it and what is promised by when. Each reply says what happens next.",
    },
    news: {
      title: "What concerns you",
      text: "The bell counts what was given to you, who called you and what customers answered. What is done drops out by itself.",
    },
    anything: {
      title: "Anything, from here",
      text: "Ctrl+K finds and does everything by its name. The question mark shows all keys.",
    },
    you: {
      title: "You",
      text: "Say here when you are away, choose light or dark, and find the help, where this tour waits for you.",
    },
  },
};
