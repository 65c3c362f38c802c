import fc, { type GeneratorValue } from 'fast-check';

/** Random choices that a seed repeats. */
export interface Chance {
  /** A whole number from 0 to `max`, both included. */
  number(max: number): number;
  /** True one time in so many. */
  oneIn(times: number): boolean;
  one<Item>(items: readonly Item[]): Item;
  /** Between `min` and `max` of the items, as far as there are so many, each once. */
  some<Item>(items: readonly Item[], min: number, max: number): readonly Item[];
  text(): string;
  bytes(): Uint8Array;
}

/** Choices drawn from fast-check. Only numbers go through it, since it compares what it is asked for in depth. */
export function chanceOf(g: GeneratorValue): Chance {
  const number = (max: number): number => g(fc.nat, { max });
  const chance: Chance = {
    number,
    oneIn: (times) => number(times - 1) === 0,
    one<Item>(items: readonly Item[]) {
      if (items.length === 0) throw new TypeError('nothing to choose from');
      return items[number(items.length - 1)] as Item;
    },
    some(items, min, max) {
      const left = [...items];
      const count = Math.min(left.length, min + number(max - min));
      return Array.from({ length: count }, () => left.splice(number(left.length - 1), 1)).flat();
    },
    text: () => g(fc.string, { unit: 'binary', maxLength: 20 }),
    bytes: () => g(fc.uint8Array, { minLength: 1, maxLength: 400 }),
  };
  return chance;
}
