import { config } from "zod";

// The page's policy forbids making code from text, and zod tries to as soon as a shape is described.
// So it is told before any module that describes one is loaded.
config({ jitless: true });

void import("./app/start.tsx");
