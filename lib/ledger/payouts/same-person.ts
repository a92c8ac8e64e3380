/**
 * Whether two names stand for one person; capitals, spaces and characters that nobody sees make
 * nobody a second one.
 */
export function isSamePerson(a: string, b: string): boolean {
	return normalize(a) === normalize(b);
}

/** Zero-width spaces and joiners, soft hyphens, marks of direction, variation selectors, controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc}/gu;

function normalize(name: string): string {
	// In capitals first: there "ß" is "SS", as it is for who compares without case.
	const letters = name.normalize('NFKC').toUpperCase().toLowerCase();
	return letters.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}
