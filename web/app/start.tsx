import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { readParcels } from "../conversations/drafts/parcels.ts";
import { takeBackTexts } from "../lib/journal.ts";
import { followTheme } from "../lib/theme.ts";
import { speakAsBrowser } from "../people/my-language.ts";
import { App } from "./App.tsx";
import { keepApp } from "./version.ts";

followTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await Promise.all([speakAsBrowser(), takeBackTexts()]);
readParcels();

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

keepApp();
