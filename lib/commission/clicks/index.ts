export { priceClicks, type ClickFacts } from './price-clicks';
