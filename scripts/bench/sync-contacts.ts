/** A contact as both sides are given it. */
export interface BenchContact {
	readonly email: string;
	readonly first: string;
	readonly last: string;
	readonly phone: string;
}

/** `round` changes the phone number and nothing else. */
export function contactsOf(group: string, count: number, round: number): BenchContact[] {
	return Array.from({ length: count }, (_, index) => ({
		email: `${group}-${index}@mail-${index % 97}.example`,
		first: 'Carla',
		last: `Customer ${index}`,
		phone: `+49 40 ${round}${String(index).padStart(6, '0')}`,
	}));
}
