"""De telefooncentrales waarmee de lijn kan praten; elk kent alleen haar eigen draadformaat."""
