/** Who is at the desk. */

import { get, type Schemas, send } from "./api/client";

type Role = Schemas["Role"];

const ORDER: Role[] = ["reader", "coder", "editor", "admin"];

class Session {
  now = $state<Schemas["Session"] | undefined>();

  /** Whether who is here may do what takes a role. */
  may(role: Role): boolean {
    const own = this.now?.role;
    return own != null && ORDER.indexOf(own) >= ORDER.indexOf(role);
  }

  async load(): Promise<void> {
    this.now = await get("/api/session");
  }

  async enter(name: string, password: string): Promise<void> {
    this.now = await send("post", "/api/session", { name, password });
  }

  async leave(): Promise<void> {
    this.now = await send("delete", "/api/session", {});
  }
}

/** Who is at the desk. */
export const session = new Session();
