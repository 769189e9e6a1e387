/**
 * Where a household, a post or a report lies in the area tree (县/乡镇/村 and any depth between: 西咸 has four levels).
 * A path is the chain of area codes from the top, each closed by '/', so a child's path starts with its parent's:
 * '500230/101/203/' lies in '500230/101/' and in '500230/', and '500230/1012/' does not lie in '500230/101/'.
 */

/** '500230/101/203/': segments of letters, digits, '-' or '_', each followed by '/'. */
export type AreaPath = string & { readonly __brand: 'AreaPath' };

/** Reads a path; null when the text is none. */
export const parseAreaPath = (text: string): AreaPath | null =>
  /^(?:[0-9A-Za-z_-]+\/)+$/.test(text) ? (text as AreaPath) : null;

/** Brands a path known to be right (a stored value). Throws on anything else. */
export function areaPath(text: string): AreaPath {
  const path = parseAreaPath(text);
  if (path === null) throw new RangeError('not an area path like 500230/101/');
  return path;
}

/** The path of the child `code` of `parent`, or of a top area when `parent` is null. Throws on a code with odd characters. */
export function childArea(parent: AreaPath | null, code: string): AreaPath {
  if (code.includes('/')) throw new RangeError('an area code holds no slash');
  return areaPath(`${parent ?? ''}${code}/`);
}

/** The area above, null at the top. */
export function parentArea(path: AreaPath): AreaPath | null {
  const cut = path.lastIndexOf('/', path.length - 2);
  return cut < 0 ? null : areaPath(path.slice(0, cut + 1));
}

/** Number of levels from the top: 1 for the county itself. */
export const areaDepth = (path: AreaPath): number => path.split('/').length - 1;

/** Whether `inner` is `outer` or lies in it. */
export const contains = (outer: AreaPath, inner: AreaPath): boolean => inner.startsWith(outer);

/**
 * All paths in an area as a half-open range [from, to) under byte order (`collate "C"` in Postgres), which an ordinary index
 * answers. '0' is the byte after '/', so `to` is the first path that no longer starts with `from`.
 */
export const areaRange = (path: AreaPath): { readonly from: string; readonly to: string } => ({
  from: path,
  to: `${path.slice(0, -1)}0`,
});
