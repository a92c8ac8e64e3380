import type { Address } from '../model/address';

/** An address in the words of any store; null when nothing of it is told. */
export function toldAddress(told: {
	readonly lines: ReadonlyArray<string | null>;
	readonly postcode: string | null;
	readonly city: string | null;
	readonly country: string | null;
	readonly lastName: string | null;
}): Address | null {
	const line = told.lines.filter((part) => part !== null && part !== '').join(', ');
	const address: Address = {
		line: shortText(line === '' ? null : line),
		postcode: shortText(told.postcode),
		city: shortText(told.city),
		country: shortText(told.country)?.toUpperCase() ?? null,
		lastName: shortText(told.lastName),
	};
	return Object.values(address).every((part) => part === null) ? null : address;
}

function shortText(text: string | null): string | null {
	return text === null ? null : text.slice(0, 300);
}
