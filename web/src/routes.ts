import type { Route } from "./lib/router.svelte";

/** The pages of the desk, each loaded when it is first shown. */
export const routes: Route[] = [
  { path: "/", load: () => import("./pages/home/Home.svelte") },
  { path: "/accounts", load: () => import("./pages/accounts/Accounts.svelte") },
  { path: "/accounts/:id", load: () => import("./pages/reader/Reader.svelte") },
  { path: "/review", load: () => import("./pages/review/Review.svelte") },
  { path: "/register", load: () => import("./pages/register/Register.svelte") },
  { path: "/entries/:id", load: () => import("./pages/entry/Entry.svelte") },
  { path: "/dossiers", load: () => import("./pages/dossiers/Dossiers.svelte") },
  { path: "/dossiers/:id", load: () => import("./pages/dossiers/Dossier.svelte") },
  { path: "/dossiers/:id/compare", load: () => import("./pages/dossiers/Compare.svelte") },
  { path: "/dossiers/:id/timeline", load: () => import("./pages/dossiers/Timeline.svelte") },
  { path: "/dossiers/:id/lists", load: () => import("./pages/dossiers/Lists.svelte") },
  { path: "/dossiers/:id/mechanisms", load: () => import("./pages/dossiers/Mechanisms.svelte") },
  { path: "/dossiers/:id/tallies", load: () => import("./pages/dossiers/Tallies.svelte") },
  { path: "/dossiers/:id/progress", load: () => import("./pages/dossiers/Progress.svelte") },
  { path: "/compare", load: () => import("./pages/compare/Compare.svelte") },
  { path: "/follow", load: () => import("./pages/follow/Follow.svelte") },
  { path: "/follow/:id", load: () => import("./pages/follow/FollowUp.svelte") },
  { path: "/wording", load: () => import("./pages/wording/Wording.svelte") },
  { path: "/wording/history", load: () => import("./pages/wording/History.svelte") },
  { path: "/wording/unsaid", load: () => import("./pages/wording/Unsaid.svelte") },
  { path: "/frames", load: () => import("./pages/frames/Frames.svelte") },
  { path: "/frames/:id", load: () => import("./pages/frames/Frame.svelte") },
  { path: "/coding", load: () => import("./pages/coding/Coding.svelte") },
  { path: "/coding/:id", load: () => import("./pages/coding/Packet.svelte") },
  { path: "/add", load: () => import("./pages/add/Add.svelte") },
  { path: "/search", load: () => import("./pages/search/Search.svelte") },
  { path: "/log", load: () => import("./pages/log/Log.svelte") },
  { path: "/help", load: () => import("./pages/help/Help.svelte") },
  { path: "/sign-in", load: () => import("./pages/session/SignIn.svelte") },
  { path: "/users", load: () => import("./pages/session/Users.svelte") },
];

/** A page that is not there. */
export const missing = () => import("./pages/home/Missing.svelte");
