/** Light, dark, or as the system has it. */

const KEPT = "chancery.theme";
const ALL = ["system", "light", "dark"] as const;
type Name = (typeof ALL)[number];

function first(): Name {
  const kept = localStorage.getItem(KEPT);
  return ALL.find((name) => name === kept) ?? "system";
}

class Theme {
  now = $state<Name>(first());

  constructor() {
    this.show();
  }

  next(): void {
    this.now = ALL[(ALL.indexOf(this.now) + 1) % ALL.length] ?? "system";
    localStorage.setItem(KEPT, this.now);
    this.show();
  }

  private show(): void {
    if (this.now === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.now;
  }
}

/** The theme of the pages. */
export const theme = new Theme();
