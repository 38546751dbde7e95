// For the type checker: what the bundle gives is what its entry file takes from the packages.
export * from "./codemirror-entry.js"
