/**
 * The exact two-sided sign test: if everyone had tossed a coin between two sides, how often would the split be at
 * least this lopsided? 1 when nobody took a side. Every split of fewer than a thousand people comes out exact.
 */
export function signTest(a: number, b: number): number {
  const tosses = a + b;
  let ways = 0n;
  for (let heads = Math.max(a, b); heads <= tosses; heads++) ways += choose(tosses, heads);
  return Math.min(1, Number(2n * ways) / 2 ** tosses);
}

/** In how many ways `k` of `n` can be picked. */
function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let i = 1; i <= n - k; i++) ways = (ways * BigInt(k + i)) / BigInt(i);
  return ways;
}
