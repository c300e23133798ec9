"""What is measured, a module for each section of the page; `items(bench)` gives its parts in order."""
