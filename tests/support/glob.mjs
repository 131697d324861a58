// Prints the regular expression for node's --test-name-pattern that means what T means to doctest:
// parts divided by commas, * for anything, whole names, any case.
const parts = (process.argv[2] ?? "").split(",").filter((part) => part !== "");
const escaped = parts.map((part) =>
    part.replace(/[.+?^${}()|[\]\\/]/g, "\\$&").replaceAll("*", ".*"));
console.log(`/^(${escaped.join("|")})$/i`);
