// Money in words: millionths of a US dollar.
export function money(millionths: number): string {
    const digits = millionths > 0 && millionths < 10_000 ? 4 : 2;
    return new Intl.NumberFormat(document.documentElement.lang, {
        style: "currency", currency: "USD", minimumFractionDigits: 2,
        maximumFractionDigits: digits }).format(millionths / 1_000_000);
}
