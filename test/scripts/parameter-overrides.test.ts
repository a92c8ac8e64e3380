import { applyOverrides, parseOverride } from '../../scripts/cli/parameter-overrides';

const NODES = [
	{ id: '1', name: 'Pay', type: 'x', parameters: { limits: [{ high: 1 }, { high: 2 }] } },
	{ id: '2', name: 'Pay v1.5', type: 'x', parameters: { text: 'old' } },
];

function applied(text: string) {
	const used: string[] = [];
	const nodes = applyOverrides(NODES, [parseOverride(text)], ({ target }) => used.push(target));
	return { nodes, used };
}

describe('an override of a parameter', () => {
	it('reaches into objects and lists and leaves the original alone', () => {
		expect(applied('Pay.limits.1.high=9').nodes[0]?.parameters).toEqual({
			limits: [{ high: 1 }, { high: 9 }],
		});
		expect(NODES[0]?.parameters).toEqual({ limits: [{ high: 1 }, { high: 2 }] });
	});

	it('finds nodes whose names contain dots', () => {
		const { nodes } = applied('Pay v1.5.text=new');
		expect(nodes[1]?.parameters).toEqual({ text: 'new' });
		expect(nodes[0]).toBe(NODES[0]);
	});

	it('makes the objects on the way to a new parameter', () => {
		expect(applied('Pay v1.5.options.retry.times=3').nodes[1]?.parameters).toEqual({
			text: 'old',
			options: { retry: { times: 3 } },
		});
	});

	it('says so when no node has that name', () => {
		expect(applied('Pya.text=1')).toEqual({ nodes: NODES, used: [] });
	});
});
