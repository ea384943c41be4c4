import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = `http://localhost:${process.env.PORT ?? "3000"}`;

/** What the API documentation says of each endpoint stays on the server: no browser reads it, and it took 4 kB of the first paint. */
const withoutSummaries: Plugin = {
  name: "without-summaries",
  apply: "build",
  enforce: "pre",
  transform: {
    filter: { id: /\/shared\/[a-z-]+\.ts$/ },
    handler: (code) => code.replaceAll(/\bsummary:\s*"(?:[^"\\]|\\.)*",/g, 'summary: "",'),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [withoutSummaries, react(), tailwindcss()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: 5173,
    proxy: {
      "/api": { target: server, ws: true },
      "/t/": server,
      "/f/": server,
      "/files": server,
    },
  },
});
