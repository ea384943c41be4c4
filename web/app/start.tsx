import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { spokenOf } from "../../shared/languages.ts";
import "../styles/app.css";
import { speak } from "../lib/i18n.ts";
import { followTheme } from "../lib/theme.ts";
import { App } from "./App.tsx";

followTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await speak(spokenOf(navigator.languages));

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
