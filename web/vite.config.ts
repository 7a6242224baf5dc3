import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** Where `npm run dev` finds a desk. */
const DESK = process.env.CHANCERY_DESK ?? "http://127.0.0.1:7417";

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: "es2023",
    // The desk forbids inline scripts and data: in scripts, so everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/api": { target: DESK, changeOrigin: true }, "/openapi.json": { target: DESK, changeOrigin: true } },
  },
});
