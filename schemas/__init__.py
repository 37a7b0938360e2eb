"""What a row is: records, Arrow schemas, tables, and the views over them."""
