import type { Route } from "./lib/router.svelte";

/** The pages of the desk, each loaded when it is first shown. */
export const routes: Route[] = [
  { path: "/", load: () => import("./pages/home/Home.svelte") },
  { path: "/accounts", load: () => import("./pages/accounts/Accounts.svelte") },
  { path: "/accounts/:id", load: () => import("./pages/reader/Reader.svelte") },
  { path: "/review", load: () => import("./pages/review/Review.svelte") },
  { path: "/register", load: () => import("./pages/register/Register.svelte") },
  { path: "/entries/:id", load: () => import("./pages/entry/Entry.svelte") },
  { path: "/add", load: () => import("./pages/add/Add.svelte") },
  { path: "/search", load: () => import("./pages/search/Search.svelte") },
  { path: "/log", load: () => import("./pages/log/Log.svelte") },
  { path: "/help", load: () => import("./pages/help/Help.svelte") },
  { path: "/sign-in", load: () => import("./pages/session/SignIn.svelte") },
  { path: "/users", load: () => import("./pages/session/Users.svelte") },
];

/** A page that is not there. */
export const missing = () => import("./pages/home/Missing.svelte");
