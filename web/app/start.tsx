import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { followTheme } from "../lib/theme.ts";
import { speakAsBrowser } from "../people/my-language.ts";
import { App } from "./App.tsx";
import { keepApp } from "./version.ts";

followTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await speakAsBrowser();

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

keepApp();
