// Work in steps: the page that says how far it is asks for the next step. Without this script its button does.
const goesOn = document.querySelector("[data-goes-on]");
goesOn?.requestSubmit(goesOn.querySelector("[type=submit]"));
