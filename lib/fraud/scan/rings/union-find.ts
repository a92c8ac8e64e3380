/** Groups of things that are connected, directly or by others. */
export class UnionFind {
	private readonly parents = new Map<string, string>();

	/** The smallest name of the group, whatever order links came in. */
	find(name: string): string {
		let root = name;
		for (;;) {
			const parent = this.parents.get(root) ?? root;
			if (parent === root) break;
			root = parent;
		}
		for (let at = name; at !== root;) {
			const next = this.parents.get(at) ?? root;
			this.parents.set(at, root);
			at = next;
		}
		return root;
	}

	link(a: string, b: string): void {
		const [first, second] = [this.find(a), this.find(b)];
		if (first === second) return;
		if (first < second) this.parents.set(second, first);
		else this.parents.set(first, second);
	}
}
