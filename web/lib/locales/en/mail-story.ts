export const mailStory = { title: "What happened to this mail" };
