Feature: A target that misbehaves to one of its visitors

  @CC-ORG-04
  Scenario: The victim
    Given a private client
    When the app asks for authorization with a code challenge
    Then the authorization request is accepted
    When the app exchanges the code
    Then the token request is accepted

  @CC-ORG-04
  Scenario: A bystander in the same org
    Given a private client
    When the app asks for authorization
    Then the authorization request is accepted
    When the app exchanges the code
    Then the token request is accepted

  @CC-ORG-02
  Scenario: A bystander with a refusal and its control
    Given a private client
    And the org has "Allow Authorization Code and Credentials Flows" off
    When the app asks for authorization
    Then the authorization request is refused
    But the same request is accepted when the org has "Allow Authorization Code and Credentials Flows" on

  @CC-CHG-12
  Scenario: A bystander whose administrator changes its app
    Given a private client
    When the administrator turns "Enable OAuth" off for the app
    And the administrator turns "Enable OAuth" on for the app
    And the app asks for authorization
    Then the authorization request is accepted
