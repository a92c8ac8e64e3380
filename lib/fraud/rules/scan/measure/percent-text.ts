/** A part of 1 as people read it, three digits: "0.042 %". */
export function percentText(share: number): string {
	return `${Number((100 * share).toPrecision(3))} %`;
}
