import { remembered } from '../../../lib/kernel';

describe('a remembered function', () => {
	it('answers as the function does, and asks it once for each text', () => {
		const asked: string[] = [];
		const length = remembered((text: string) => asked.push(text) && text.length, 10);
		expect([length('a'), length('bb'), length('a'), length('')]).toEqual([1, 2, 1, 0]);
		expect(asked).toEqual(['a', 'bb', '']);
	});

	it('forgets the oldest answer when it knows too many', () => {
		const asked: string[] = [];
		const echo = remembered((text: string) => asked.push(text) && text, 2);
		['a', 'b', 'c', 'c', 'b', 'a'].forEach(echo);
		expect(asked).toEqual(['a', 'b', 'c', 'a']);
	});
});
