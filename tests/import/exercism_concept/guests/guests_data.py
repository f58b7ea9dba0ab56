GUESTS = {"Ann", "Bob"}
