/** What an affiliate reached: amounts in minor units of the programme's currency. */
export interface Figures {
	readonly revenue: bigint;
	readonly sales: bigint;
	readonly commission: bigint;
	readonly grossRevenue: bigint;
	readonly grossSales: bigint;
	readonly grossCommission: bigint;
}

export const NO_FIGURES: Figures = {
	revenue: 0n,
	sales: 0n,
	commission: 0n,
	grossRevenue: 0n,
	grossSales: 0n,
	grossCommission: 0n,
};

/** `a + sign × b` */
export function addFigures(a: Figures, b: Figures, sign: 1n | -1n = 1n): Figures {
	return {
		revenue: a.revenue + sign * b.revenue,
		sales: a.sales + sign * b.sales,
		commission: a.commission + sign * b.commission,
		grossRevenue: a.grossRevenue + sign * b.grossRevenue,
		grossSales: a.grossSales + sign * b.grossSales,
		grossCommission: a.grossCommission + sign * b.grossCommission,
	};
}
