import { Markup } from './markup';

/** For A4 on paper and any width on a screen; nothing is loaded from elsewhere. */
export const STATEMENT_STYLE = new Markup(`
@page { size: A4; margin: 18mm 16mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 178mm; padding: 16px; color: #1a1a1a; background: #fff;
	font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; }
.facts { color: #555; margin: 0 0 24px; }
.parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 24px;
	margin-bottom: 24px; overflow-wrap: anywhere; }
.parties h2 { font-size: 12px; font-weight: 600; color: #555; margin: 0 0 4px; }
.parties p { margin: 0; }
.name { font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; padding: 6px 8px 6px 0; border-bottom: 1px solid #ddd;
	vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; border-bottom-color: #1a1a1a; }
.amount { text-align: right; padding-right: 0; white-space: nowrap;
	font-variant-numeric: tabular-nums; }
.totals { width: auto; min-width: 50%; margin: 16px 0 24px auto; break-inside: avoid; }
.totals th { font-weight: 400; border-bottom-color: #ddd; }
.totals .final th, .totals .final td { font-weight: 700; border-bottom: 2px solid #1a1a1a; }
.notes p { margin: 0 0 6px; }
.notes { break-inside: avoid; }
`);
