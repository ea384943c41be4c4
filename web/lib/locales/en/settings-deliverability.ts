export const deliverability = { title: "Does our mail arrive?" };
