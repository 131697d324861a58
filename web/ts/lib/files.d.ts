// Files that the bundler puts beside the scripts; importing one gives its path.
declare module "*.wasm" {
    const path: string;
    export default path;
}
