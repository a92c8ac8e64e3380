/**
 * Whether a buyer's own name for a cart attribute can be a key. Names that every JavaScript object
 * has ("constructor", "__proto__") make a map that readers refuse, so one odd attribute would cost
 * the whole order; no shop uses them.
 */
export function isAttributeName(name: string): boolean {
	return !(name in Object.prototype);
}
