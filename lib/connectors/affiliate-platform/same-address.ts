/** Whether two web addresses differ in their query and fragment at most; false for what is no address. */
export function isSameAddress(one: string, other: string): boolean {
	const [first, second] = [placeOf(one), placeOf(other)];
	return first !== null && first === second;
}

function placeOf(address: string): string | null {
	const text = address.split(/[?#]/)[0] ?? '';
	if (!URL.canParse(text)) return null;
	const { origin, pathname } = new URL(text);
	return `${origin}${pathname.replace(/\/+$/, '')}`;
}
