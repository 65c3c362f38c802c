import { createHash } from 'node:crypto';

/** The hash at the other side of one step up the tree, as `L:…` where it stands on the left, `R:…` on the right. */
export type PathStep = string;

const STEP = /^([LR]):([\w-]{43})$/;

/**
 * The hash of one statement: a leaf of a hash tree as RFC 9162 (Certificate Transparency), 2.1, builds it. Leaves and nodes
 * are hashed under different first bytes, so that none passes for the other.
 */
export function leafOf(statement: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(statement).digest();
}

/** The root over the leaves, base64url; of one leaf it is the leaf. Throws a RangeError for none. */
export function rootOf(leaves: readonly Buffer[]): string {
  let level = leaves;
  while (level.length > 1) level = levelAbove(level);
  if (level[0] === undefined) throw new RangeError('a tree has a leaf at least');
  return level[0].toString('base64url');
}

/** What leads from one leaf to the root. It tells nothing of the other statements, and of their number about its logarithm. */
export function pathOf(leaves: readonly Buffer[], index: number): readonly PathStep[] {
  const steps: PathStep[] = [];
  let level = leaves;
  let at = index;
  while (level.length > 1) {
    const isLeft = at % 2 === 0;
    const sibling = level[isLeft ? at + 1 : at - 1];
    if (sibling !== undefined) steps.push(`${isLeft ? 'R' : 'L'}:${sibling.toString('base64url')}`);
    level = levelAbove(level);
    at = Math.floor(at / 2);
  }
  return steps;
}

/** The root to which a path leads from a statement; undefined: it is no path. */
export function rootByPath(statement: string, path: readonly PathStep[]): string | undefined {
  let node = leafOf(statement);
  for (const step of path) {
    const [, side, text = ''] = STEP.exec(step) ?? [];
    if (side === undefined) return undefined;
    const sibling = Buffer.from(text, 'base64url');
    node = side === 'L' ? nodeOf(sibling, node) : nodeOf(node, sibling);
  }
  return node.toString('base64url');
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = level.slice(at, at + 2);
    if (left !== undefined) above.push(right === undefined ? left : nodeOf(left, right));
  }
  return above;
}

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}
