/** A value that the browser keeps for this person. */
export class Kept<T> {
  private readonly name: string;
  now: T = $state() as T;

  constructor(name: string, first: T) {
    this.name = `chancery.${name}`;
    this.now = first;
    try {
      const text = localStorage.getItem(this.name);
      if (text !== null) this.now = JSON.parse(text) as T;
    } catch {
      // What another version kept, or a person wrote, is not read.
    }
  }

  set(value: T): void {
    this.now = value;
    localStorage.setItem(this.name, JSON.stringify(value));
  }
}
